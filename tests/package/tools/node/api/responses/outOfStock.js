const { defineResponse } = require('halyard');

module.exports = defineResponse({ status: 409, title: 'Out of Stock', outcome: (item) => ({ detail: `No ${item} left` }) });
