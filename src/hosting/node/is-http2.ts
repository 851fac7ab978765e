import { Http2ServerResponse } from 'node:http2';

/** A reply over HTTP/2. The adapters for AWS Lambda make objects of their own, so the class is not the only mark. */
export function isHttp2(reply: object): reply is Http2ServerResponse {
  return reply instanceof Http2ServerResponse || 'stream' in reply;
}
