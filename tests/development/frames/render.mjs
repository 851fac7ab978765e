// Renders a template with a real engine, and prints the report of its error as JSON. Started in the folder of an app, with the folder of the packages.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [packages, name, view] = process.argv.slice(2);
const load = createRequire(join(packages, 'x.js'));
const { reportedError } = await import(process.env.REPORT);
const folder = join(process.cwd(), 'views');
const file = join(folder, view);

const engines = {
  ejs: () => load('ejs').renderFile(file, {}),
  'ejs of Halyard': async () => {
    const { compileEjs } = await import(new URL('../../load/ejs-views.js', process.env.REPORT));
    return (await compileEjs(file, folder, true))({});
  },
  pug: () => load('pug').renderFile(file, {}),
  handlebars: () => {
    // As `hbs` does, the engine of Express.
    const { readFileSync } = load('node:fs');
    try {
      return load('handlebars').compile(readFileSync(file, 'utf8'))({});
    } catch (error) {
      error.message = `${file}: ${error.message}`;
      throw error;
    }
  },
  nunjucks: () => {
    const { Environment, FileSystemLoader } = load('nunjucks');
    return new Environment(new FileSystemLoader(folder), { throwOnUndefined: true }).render(view, {});
  },
  eta: () => new (load('eta').Eta)({ views: folder, debug: true }).render(view.replace('.eta', ''), {}),
  liquid: () => new (load('liquidjs').Liquid)({ root: folder, strictFilters: true, strictVariables: true }).renderFile(view, {}),
};

try {
  await engines[name]();
} catch (error) {
  console.log(JSON.stringify(reportedError(error, { now: () => performance.now() })));
}
