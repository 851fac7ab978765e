import { BadRequestException, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controllerOf, decorate, type Running, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from './nest.ts';

const Routes = controllerOf({
  upload: (file: unknown) => ({ received: file !== undefined }),
  own() {
    throw new BadRequestException('Too many files - three at most');
  },
});
decorate(Routes, 'upload', UseInterceptors(FileInterceptor('picture', { limits: { fileSize: 10 } })));
UploadedFile()(Routes.prototype, 'upload', 0);

function formWith(field: string, size: number): RequestInit {
  const body = new FormData();
  body.append(field, new Blob(['x'.repeat(size)]), 'a.png');
  return { method: 'POST', body };
}

describe('an upload that FileInterceptor refuses', () => {
  let app: Running;
  beforeAll(async () => {
    app = await running({ halyard: HalyardModule.forRoot({ environment: 'production', logger: false }), metadata: { controllers: [Routes] } });
  });
  afterAll(() => app.stop());

  it('is answered with the field and the rule, whatever its status is', async () => {
    const large = await app.ask('upload', formWith('picture', 20));
    expect(large.json).toMatchObject({ status: 413, errors: [{ detail: 'File too large', pointer: '#/picture', code: 'LIMIT_FILE_SIZE' }] });
    const other = await app.ask('upload', formWith('avatar', 5));
    expect(other.json).toMatchObject({ status: 400, errors: [{ detail: 'Unexpected file field', pointer: '#/avatar', code: 'LIMIT_UNEXPECTED_FILE' }] });
  });

  it("is not confused with the app's own message", async () => {
    expect((await app.ask('own')).json).toMatchObject({ status: 400, detail: 'Too many files - three at most' });
  });
});
