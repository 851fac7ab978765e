import { Http2ServerResponse } from 'node:http2';

/** Whether a reply is one over HTTP/2. Adapters for AWS Lambda make their own objects, so the class is not the only mark. */
export function isHttp2(reply: object): reply is Http2ServerResponse {
  return reply instanceof Http2ServerResponse || 'stream' in reply;
}
