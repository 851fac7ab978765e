import { afterAll, describe, expect, it } from 'vitest';
import { type Lifted, SailsApp } from './sails-app.ts';

/** Lifts Sails with views of `load()`, as an app does that keeps its error pages apart from those of Sails. */
const lifting = (more: string): string => `
process.chdir(__dirname);
const sails = require('sails');
const rc = require('sails/accessible/rc');
void (async () => {
  const { load } = await import('halyard/load');
  const { views } = await load({ root: __dirname, responses: {}, views: 'pages-of-errors'${more} });
  sails.lift({ ...rc('sails'), halyard: { views } }, (error) => {
    if (error) {
      console.error(error.message);
      process.exit(1);
    }
  });
})();`;

/** It fails on a real request, because Sails adds `sails` to the locals of each. */
const BROKEN_LATER = '<h1>copy <%= status %></h1><i><%= reference %></i><% if (locals.sails) { %><%= noSuchLocal %><% } %>';

const apps: SailsApp[] = [];
const running: Lifted[] = [];
afterAll(async () => {
  for (const one of running) await one.stop();
  for (const app of apps) app.remove();
});

function appWith(view: string, more = ''): SailsApp {
  const app = new SailsApp({ hook: true, files: { 'app.js': lifting(more), 'pages-of-errors/410.ejs': view } });
  apps.push(app);
  return app;
}

describe('views of load() in a Sails app', () => {
  it('are rehearsed at start, and a failing one is answered with its copy', async () => {
    const sails = await appWith(BROKEN_LATER).lift('production');
    running.push(sails);
    expect(sails.log).not.toContain('E_VIEW');
    let answer = { status: 0, text: '', reference: '' };
    const logged = await sails.logged(async () => {
      const response = await fetch(`${sails.origin}/towed`, { headers: { accept: 'text/html' } });
      answer = { status: response.status, text: await response.text(), reference: response.headers.get('error-reference') as string };
    });
    expect([answer.status, answer.text]).toEqual([410, `<h1>copy 410</h1><i>${answer.reference}</i>`]);
    expect(logged.match(/E_VIEW: /g)?.length).toBe(1);
    expect(logged).toContain(answer.reference);
  }, 180_000);

  it('are logged with their place at start, if they cannot be rendered', async () => {
    const sails = await appWith('<h1>\n<%= user.name %>').lift('production');
    running.push(sails);
    expect(sails.log).toMatch(/pages-of-errors\/410\.ejs:2: user is not defined/);
  }, 180_000);

  it("stop the start with 'refuse'", async () => {
    expect(await appWith('<h1>\n<%= user.name %>', ", rehearse: 'refuse'").failToLift('production')).toMatch(/410\.ejs:2: user is not defined/);
  }, 180_000);
});
