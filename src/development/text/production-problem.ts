import type { DevelopmentReport, ProductionAnswer } from '../report/report.ts';

/** The problem document that production sends. The other answers of production say the same. */
export function problemOf({ production }: DevelopmentReport): ProductionAnswer | undefined {
  return production.find(({ format }) => format === 'problem');
}
