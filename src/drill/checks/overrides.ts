import { type Check, fault } from './check.ts';
import { placeOfResponse } from './place-of.ts';

/** Whether the app's own response answers before the deadline. How it fails is in the log: see secondary.ts. */
export const checkOverrides: Check = (played, about) => {
  const { override } = played.trace;
  if (override === undefined || override.duration <= about.app.deadline || played.exercise.expected.isBroken) return [];
  return [
    fault(played, {
      code: 'override-too-late',
      message: `The own response ${override.name} takes longer than ${about.app.deadline / 1000} s.`,
      todo: 'Answer in the own response before the option `deadline`, or return `this.default(…)`.',
      place: placeOfResponse(played, about),
    }),
  ];
};
