/** An action as a machine ("actions2"), whose exits name responses. */
module.exports = {
  friendlyName: 'Book a berth',
  inputs: { boat: { type: 'string', required: true } },
  exits: {
    success: { responseType: '' },
    taken: { responseType: 'conflict' },
    unknown: { responseType: 'notFound' },
    owner: { responseType: 'forbidden' },
  },
  async fn({ boat }) {
    if (boat === 'Petrel') throw { taken: 'Berth 12 is taken.' };
    if (boat === 'Ghost') throw 'unknown';
    if (boat === 'Pirate') throw { owner: 'Only the owner may' };
    if (boat === 'Wreck') throw new Error('the harbour master is asleep');
    return { booked: boat };
  },
};
