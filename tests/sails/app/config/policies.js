module.exports.policies = {
  'berth/edit': 'is-owner',
  'berth/closed': false,
};
