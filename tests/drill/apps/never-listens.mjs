console.log('waiting for the tide');
setInterval(() => {}, 1000);
