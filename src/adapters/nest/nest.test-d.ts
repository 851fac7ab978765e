import type { DynamicModule } from '@nestjs/common';
import type { Request, Response } from 'express';
import { describe, expectTypeOf, it } from 'vitest';
import type { Options } from '../../core/settings/options.ts';
import type { Form } from '../../forms/page/form.ts';
import { HalyardModule, type HalyardOptionsFactory, type Reply } from './nest.ts';

describe('the types of halyard/nest', () => {
  it('give the replies of Express the responses, the form and the flash', () => {
    expectTypeOf<Response['notFound']>().toBeFunction();
    expectTypeOf<Response['form']>().toEqualTypeOf<Form>();
    expectTypeOf<Request['flash']>().toBeFunction();
  });

  it('have a reply for those who name no platform', () => {
    expectTypeOf<Reply['created']>().toBeFunction();
    expectTypeOf<Reply<{ readonly mine: 1 }>['mine']>().toEqualTypeOf<1>();
  });

  it('take options, a promise of them, or a factory', () => {
    expectTypeOf(HalyardModule.forRoot()).toEqualTypeOf<DynamicModule>();
    HalyardModule.forRoot({ deadline: 1_000 });
    HalyardModule.forRoot(Promise.resolve({ deadline: 1_000 }));
    HalyardModule.forRootAsync({ inject: ['store'], useFactory: (store: { challenge: string }) => ({ challenge: store.challenge }) });
    // @ts-expect-error There is no such option.
    HalyardModule.forRoot({ deadlin: 1_000 });
    class Config implements HalyardOptionsFactory {
      createHalyardOptions(): Options {
        return { deadline: 1_000 };
      }
    }
    HalyardModule.forRootAsync({ useClass: Config });
    HalyardModule.forRootAsync({ imports: [], useExisting: Config });
    // @ts-expect-error A factory is what makes them.
    HalyardModule.forRootAsync({ deadline: 1_000 });
    // @ts-expect-error Of what?
    HalyardModule.forRootAsync({ imports: [] });
  });
});
