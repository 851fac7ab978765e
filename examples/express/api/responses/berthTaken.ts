import { defineResponse } from 'halyard';

/** A response of the app, `res.berthTaken('A1', '2030-05-01')`: another boat has the berth. */
const berthTaken = defineResponse({
  status: 409,
  title: 'Berth Taken',
  outcome: (berth: string, until: string) => ({
    type: 'https://harbour.example/problems/berth-taken',
    code: 'E_BERTH_TAKEN',
    detail: `Berth ${berth} is taken until ${until}. Please choose another one.`,
    data: { berth, until },
  }),
});

export default berthTaken;

declare module 'halyard' {
  interface AppResponses {
    berthTaken: typeof berthTaken;
  }
}
