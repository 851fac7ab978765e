import { defaultTreeAdapter } from 'parse5';

/** The most elements of a page, and the deepest nesting. The parser's time grows faster than the page beyond them. */
export interface TreeLimits {
  readonly elements: number;
  readonly depth: number;
}

/** The tree of the parser, which ends the parsing of a page that has too many elements or is nested too deep: it throws the error of that limit. */
export function boundedTree(limits: TreeLimits, refused: (limit: keyof TreeLimits) => Error): typeof defaultTreeAdapter {
  let elements = 0;
  let depth = 0;
  return {
    ...defaultTreeAdapter,
    createElement: (...args) => {
      if (++elements > limits.elements) throw refused('elements');
      return defaultTreeAdapter.createElement(...args);
    },
    onItemPush: () => {
      if (++depth > limits.depth) throw refused('depth');
    },
    onItemPop: () => {
      depth--;
    },
  };
}
