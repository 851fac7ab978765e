import { BUILT_IN } from '../../../core/responses/built-in-responses.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { type Check, findingAt } from '../finding.ts';
import { usedHere } from '../unreturned/used-here.ts';

const NAMES = new Set(BUILT_IN.map(({ name }) => name as string));

export const notThrown: Check = {
  title: 'responses of the package that are made and not thrown',
  run: (app) =>
    app.index.order.flatMap((file) =>
      file.calls.flatMap((node) => {
        const value = app.index.packageValue(file, node['callee'] as SyntaxNode);
        if (value?.specifier !== 'halyard' || !NAMES.has(value.name) || usedHere(file, node) === undefined) return [];
        const what = `${value.name}() of the package "halyard" makes an error, and nothing throws it. So it has no effect.`;
        return [findingAt(file, node, 'response-not-thrown', what, `Write "throw ${value.name}(…);".`)];
      }),
    ),
};
