import { describe, expect, it } from 'vitest';
import { about, pageWith, played, playedPage } from '../../../tests/support/played.ts';
import { findingsOf } from './findings-of.ts';

describe('the findings of a run', () => {
  it('are none for sound answers', async () => {
    expect(await findingsOf([played(), playedPage(pageWith('<p>7K3M-Q9TX</p>'))], about())).toEqual([]);
  });

  it('merge the same fault of several answers, and keep faults of several places apart', async () => {
    const fault = (id: number, file?: string) =>
      played({ exercise: { id }, headers: { vary: 'Origin' }, trace: file === undefined ? {} : { override: { name: 'notFound', file, duration: 1 } } });
    const findings = await findingsOf([fault(1), fault(2, 'api/responses/a.js'), fault(3), fault(4, 'api/responses/a.js')], about());
    expect(findings).toMatchObject([
      { code: 'header', place: { file: 'api/responses/a.js' }, exercises: [2, 4] },
      { code: 'header', place: { file: 'server.js', line: 7 }, exercises: [1, 3] },
    ]);
    expect(findings[0]).toMatchObject({ response: 'notFound', situation: 'bare', client: 'problem', severity: 'error' });
  });

  it('have errors first, in the order of files and lines', async () => {
    const view = (name: string, line: number) => ({
      name,
      file: `views/${name}.ejs`,
      duration: 1,
      error: { message: `no ${name}`, file: `/srv/shop/views/${name}.ejs`, line },
    });
    const findings = await findingsOf(
      [
        playedPage(pageWith('<h3>skips</h3>')),
        played({ trace: { views: [view('500', 9)] } }),
        played({ trace: { views: [view('500', 2)] } }),
        played({ trace: { views: [view('404', 5)] } }),
      ],
      about({ mountedAt: undefined }),
    );
    expect(findings.map(({ severity, place }) => [severity, place?.file, place?.line])).toEqual([
      ['error', 'views/404.ejs', 5],
      ['error', 'views/500.ejs', 2],
      ['error', 'views/500.ejs', 9],
      ['warning', undefined, undefined],
    ]);
  });

  it('are only leaks if the app has answered before the response was played', async () => {
    const shared = about();
    const cookie = shared.canaries.find(({ place }) => place === 'cookie')?.value;
    const login = { answer: { status: 302, body: `Log in ${cookie}` }, headers: { vary: undefined, location: '/login' }, trace: { isPlayed: false } };
    expect((await findingsOf([played(login)], shared)).map(({ code }) => code)).toEqual(['leak']);
    expect((await findingsOf([played({ answer: { status: 0, ended: 'cut' }, trace: { isPlayed: false } })], shared)).map(({ code }) => code)).toEqual([
      'no-answer',
    ]);
  });

  it('are none in 1,000 answers that are right, although each has a reference and a path of its own', async () => {
    const answers = Array.from({ length: 1_000 }, (_, id) => {
      const reference = `${String(1000 + id)}-ABCD`;
      const path = `/halyard-drill/at-no-route/${id}?token=x`;
      const exercise = { id, path };
      const headers = { 'error-reference': reference };
      const logged = [
        {
          level: 'error',
          message: `GET ${path}`,
          record: { reference, response: 'notFound', handled: true, err: { message: 'x', stack: 'at x (/srv/shop/a.js:1:2)\n'.repeat(30) } },
        },
      ];
      if (id % 2 === 0)
        return playedPage(pageWith(`<p>${'There is no such page. '.repeat(60)}</p><a href="${path}">again</a><p>${reference}</p>`), {
          exercise: { ...exercise, client: 'browser' },
          headers,
          trace: { logged },
        });
      return played({ exercise, headers, answer: { body: JSON.stringify({ title: 'Not Found', status: 404, reference }) }, trace: { logged } });
    });
    expect(await findingsOf(answers, about())).toEqual([]);
  });
});
