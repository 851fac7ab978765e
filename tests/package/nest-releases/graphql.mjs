// A Nest app with GraphQL (Apollo) beside a controller. Prints what both answer. With the mode `plain`, the app has no Halyard.
import { ApolloDriver } from '@nestjs/apollo';
import { BadRequestException, Controller, ForbiddenException, Get, Module, NotFoundException } from '@nestjs/common';
import { Args, GraphQLModule, Query, Resolver } from '@nestjs/graphql';
import { notFound } from 'halyard';
import { HalyardModule } from 'halyard/nest';
import { ask, print, route, started } from './observe.mjs';

const [, , platform, mode] = process.argv;
const ERRORS = {
  error: () => new Error('the bank did not answer'),
  missing: () => new NotFoundException('There is no such payment.'),
  forbidden: () => new ForbiddenException('Only an accountant may see refunds.'),
  invalid: () => new BadRequestException({ message: ['amount must be an integer number'], error: 'Bad Request', statusCode: 400 }),
  response: () => notFound('There is no such payment.'),
};
class Payments {
  payment(how) {
    if (how !== 'none') throw ERRORS[how]();
    return '7';
  }
}
route(Payments, 'payment', [Query('payment')], [Args('how')]);
Resolver()(Payments);
class Rates {
  rates() {
    throw ERRORS.error();
  }
}
route(Rates, 'rates', [Get('rates')]);
Controller()(Rates);
class App {}
const graphql = GraphQLModule.forRoot({
  driver: ApolloDriver,
  typeDefs: 'type Query { payment(how: String!): String }',
  includeStacktraceInErrorResponses: false,
});
Module({ imports: [...(mode === 'plain' ? [] : [HalyardModule.forRoot()]), graphql], controllers: [Rates], providers: [Payments] })(App);

const { app, url } = await started(App, platform);
const found = {};
const query = async (text) => ask(url, '/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: text }) });
for (const how of ['none', ...Object.keys(ERRORS)]) found[how] = await query(`{ payment(how: "${how}") }`);
found['no such field'] = await query('{ payments }');
found['/rates'] = await ask(url, '/rates');
await print(found, app);
