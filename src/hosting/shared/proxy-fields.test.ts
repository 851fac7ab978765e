import { describe, expect, it } from 'vitest';
import { proxyFields } from './proxy-fields.ts';

describe('proxyFields', () => {
  it.each([
    ...['X-Forwarded-For', 'X_Forwarded_For', 'X_REAL_IP', 'Remote-Addr', 'REMOTE_ADDR', 'Remote-Host', 'X-Remote-Port', 'X-Via', 'Via', 'HTTPS', 'X-HTTPS'],
    ...['X-Proxied', 'X-Proxy-Id', 'Cluster-Client-IP', 'L5d-Dst-Service', 'X-Vcap-Request-Id'],
    ...['Shib-Session-Id', 'Mellon-Id', 'X-Teleport-Auth', 'IV-User', 'SM_USER', 'X-JWT-Assertion', 'OIDC_CLAIM_sub', 'X-Auth-User'],
  ])('finds %s, which a proxy, a mesh or a login service adds', (name) => {
    expect(proxyFields(['Host', name, 'Accept'])).toEqual([name.toLowerCase().replaceAll('_', '-')]);
  });

  it.each(['Accept', 'Authorization', 'X-Requested-With', 'X-Request-Id', 'traceparent', 'X-Api-Key', 'X-Tenant', 'X-User-Id', 'Upgrade-Insecure-Requests'])(
    'ignores %s, which clients send',
    (name) => {
      expect(proxyFields(['Host', name])).toEqual([]);
    },
  );
});
