import { afterEach, describe, expect, it, vi } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import { type NodeSettings, nodeSettings } from '../../hosting/node/node-settings.ts';
import { webSettings } from '../../hosting/web/web-settings.ts';
import type { FormatContext, Rendered } from '../formats/format.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { defineResponse } from '../responses/define-response.ts';
import { gone } from '../responses/gone.ts';
import type { FlashOptions } from './form-options.ts';
import type { HtmxOptions, InertiaOptions } from './front-end-options.ts';
import type { Options } from './options.ts';

/** A value of an option, the expected setting, and a function that reads the setting. */
type Wiring<Option> = readonly [value: NonNullable<Option>, expected: unknown, read: (settings: NodeSettings) => unknown];

/** One row for each option. An option without a row does not compile. Add its row here, and its part to `settingsOf` or to `Forms`. */
type EveryOption<Group> = { readonly [Name in keyof Group]-?: Wiring<Group[Name]> };

const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const maintenance = { meets: () => undefined };
const engine = { render: (view: string) => `the page ${view}` };
const store = { name: 'memory', limit: 1_000, put: () => '1', take: () => undefined };
const SECRET = 'x'.repeat(32);

const requestWith = (fields: Readonly<Record<string, string>> = {}): IncomingRequest =>
  ({
    method: 'GET',
    url: '/berths',
    transport: 'http',
    remoteAddress: '192.0.2.1',
    native: {},
    header: (name: string) => fields[name],
    fieldNames: () => Object.keys(fields),
  }) as unknown as IncomingRequest;

/** The answer that a front end receives for an error. */
async function answerTo(fields: Readonly<Record<string, string>>, settings: NodeSettings): Promise<Rendered | undefined> {
  const request = requestWith({ accept: 'text/html', ...fields });
  const [format] = settings.forms.formats(request, { ...publicOutcome(), issues: [], expose: true } as never, []);
  const context = { request, settings: settings.rendering, failed: () => {}, note: () => {} } as unknown as FormatContext;
  return format?.render(publicOutcome(), context);
}
const htmxField = (name: string) => async (settings: NodeSettings) => (await answerTo({ 'hx-request': 'true' }, settings))?.headers?.[name];
const inertiaPage = (settings: NodeSettings) => answerTo({ 'x-inertia': 'true' }, settings).then((rendered) => rendered && JSON.parse(rendered.body));

/** The development page of an error. */
async function developmentPage({ negotiation, rendering }: NodeSettings): Promise<string | undefined> {
  const request = requestWith({ accept: 'text/html' });
  const outcome = { ...publicOutcome(), name: 'serverError', status: 500, revealed: true, errors: [new Error('Oops')] };
  const context = { request, settings: rendering, failed: () => {}, note: () => {} } as unknown as FormatContext;
  const [format] = negotiation.negotiate(request, undefined);
  return (await format?.render(outcome as never, context))?.body;
}

/** `editor` has a test of its own, because it works in development only. */
const OPTIONS: EveryOption<Omit<Options, 'editor'>> = {
  environment: ['development', 'development', ({ report }) => report.environment.mode],
  disclose: [true, true, ({ disclosure }) => disclosure.reveals(requestWith())],
  logger: [logger, true, ({ report }) => report.logger === logger],
  levels: [{ 404: 'error' }, 'error', ({ report }) => report.level(404)],
  report: [() => {}, 1, ({ report }) => report.reporters.length],
  errors: [[['E_QUOTA', () => gone()]], 410, ({ mapping }) => mapping.rules?.({ code: 'E_QUOTA' })?.status],
  upstream: [true, true, ({ mapping }) => mapping.upstream],
  context: [() => ({ user: 7 }), { user: 7 }, ({ report }) => report.context?.({})],
  preset: [
    { name: 'harbour', formats: [], responses: { moored: defineResponse({ status: 409 }) } },
    true,
    ({ mapping }) => mapping.responses.byName.has('moored'),
  ],
  responses: [{ outOfStock: defineResponse({ status: 409 }) }, true, ({ mapping }) => mapping.responses.byName.has('outOfStock')],
  views: [engine, ['the page 404'], ({ rendering }) => rendering.views.map((one) => one.render('404', {}))],
  developmentPage: ['link', 'link', ({ rendering }) => rendering.developmentPage],
  locals: [{ app: 'Orders' }, { app: 'Orders' }, ({ rendering }) => rendering.locals],
  format: ['json', 'json', ({ negotiation }) => negotiation.format(requestWith())],
  formats: [
    [{ name: 'csv', mediaType: 'text/csv', render: () => undefined }],
    true,
    ({ negotiation }) => negotiation.formats.some(({ name }) => name === 'csv'),
  ],
  sse: [false, false, ({ negotiation }) => negotiation.formats.some(({ mediaType }) => mediaType === 'text/event-stream')],
  challenge: ['Bearer realm="orders"', 'Bearer realm="orders"', ({ challenge }) => challenge],
  deadline: [70, 70, ({ rendering }) => rendering.deadline],
  flash: [{ secret: SECRET }, 1, ({ forms }) => forms.settings.stores.length],
  origin: ['https://orders.example', ['https://orders.example'], ({ forms }) => forms.settings.origins],
  base: ['/app/', '/app', ({ forms }) => forms.settings.baseOf(requestWith())],
  htmx: [{ target: '#errors' }, '#errors', htmxField('hx-retarget')],
  inertia: [{ component: 'Failure' }, 'Failure', async (settings) => (await inertiaPage(settings))?.component],
  maintenance: [maintenance, maintenance, (settings) => settings.maintenance],
  home: ['/start', '/start', ({ rendering }) => rendering.home],
};

const FLASH: EveryOption<FlashOptions> = {
  secret: [SECRET, ['sealed cookie'], ({ forms }) => forms.settings.stores.map(({ name }) => name)],
  store: [store, [store], ({ forms }) => forms.settings.stores],
  lifetime: [60, 60, ({ forms }) => forms.settings.lifetime],
  keep: [['passengers'], new Set(['passengers']), ({ forms }) => forms.settings.fields.keep],
  omit: [['iban'], new Set(['iban']), ({ forms }) => forms.settings.fields.omit],
};

const HTMX: EveryOption<HtmxOptions> = {
  target: ['#errors', '#errors', htmxField('hx-retarget')],
  swap: ['outerHTML', 'outerHTML', htmxField('hx-reswap')],
};

const INERTIA: EveryOption<InertiaOptions> = {
  component: ['Failure', 'Failure', async (settings) => (await inertiaPage(settings))?.component],
  version: ['v7', 'v7', async (settings) => (await inertiaPage(settings))?.version],
  props: [{ user: 'Ada' }, 'Ada', async (settings) => (await inertiaPage(settings))?.props.user],
};

const HOOKS = { deliver: () => {}, waitUntil: () => {} };

/** It stands far above its test, whose lines the page shows. */
const EDITOR_ADVICE = 'the environment variable HALYARD_EDITOR';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each<[string, (options: Options) => NodeSettings]>([
  ['Node', nodeSettings],
  ['Request and Response', (options) => webSettings(options, HOOKS)],
])('the settings of a host of %s', (_, settingsOf) => {
  const wired = async (rows: object, optionsWith: (name: string, value: unknown) => object, without: object = {}) => {
    for (const [name, [value, expected, read]] of Object.entries(rows as Record<string, Wiring<unknown>>)) {
      expect(await read(settingsOf(optionsWith(name, value))), `the option ${name}`).toEqual(expected);
      expect(await read(settingsOf(without)), `what there is without the option ${name}`).not.toEqual(expected);
    }
  };

  it('contain each option', () => wired(OPTIONS, (name, value) => ({ [name]: value })));
  it('contain each option of `flash`', () => wired(FLASH, (name, value) => ({ flash: { [name]: value } })));
  it('contain each option of `htmx`', () => wired(HTMX, (name, value) => ({ htmx: { [name]: value } })));
  it('contain each option of `inertia`', () => wired(INERTIA, (name, value) => ({ inertia: { component: 'Error', [name]: value } })));
  it('contain the option `editor`', async () => {
    for (const name of ['HALYARD_EDITOR', 'VISUAL', 'EDITOR', 'TERM_PROGRAM', 'TERMINAL_EMULATOR', 'ZED_TERM']) vi.stubEnv(name, undefined);
    const options: Options = { environment: 'development', logger: false };
    expect(await developmentPage(settingsOf(options))).toContain(EDITOR_ADVICE);
    expect(await developmentPage(settingsOf({ ...options, editor: false }))).not.toContain(EDITOR_ADVICE);
  });
});
