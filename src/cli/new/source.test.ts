import { describe, expect, it } from 'vitest';
import { HOSTS } from './hosts/index.ts';
import { sourceIn } from './source.ts';

const TEMPLATE = `import express from 'express';
import { halyard } from 'halyard/express';
import { one as first, two } from './numbers.ts';
«import type { Two } from './numbers.ts';
»
const root = import.meta.dirname;

export async function sum(a«: number») {
  return a« as Two»;
}

export const three = first + two;
`;

describe('sourceIn()', () => {
  it('keeps the types in TypeScript', () => {
    expect(sourceIn('ts', TEMPLATE)).toBe(TEMPLATE.replace(/[«»]/g, ''));
  });

  it('removes them in JavaScript, and names the files of the app with .js', () => {
    expect(sourceIn('esm', TEMPLATE)).toBe(`import express from 'express';
import { halyard } from 'halyard/express';
import { one as first, two } from './numbers.js';

const root = import.meta.dirname;

export async function sum(a) {
  return a;
}

export const three = first + two;
`);
  });

  it('writes require() and module.exports in CommonJS', () => {
    expect(sourceIn('cjs', TEMPLATE)).toBe(`const express = require('express');
const { halyard } = require('halyard/express');
const { one: first, two } = require('./numbers.js');

const root = __dirname;

async function sum(a) {
  return a;
}

const three = first + two;

module.exports = { sum, three };
`);
  });

  it('leaves no mark of a template in any file', () => {
    for (const host of Object.values(HOSTS))
      for (const language of host.languages)
        for (const { path, text } of host.files({ name: 'harbour', language, strips: true })) expect([path, text.match(/[«»]|\{\{/)]).toEqual([path, null]);
  });
});
