// A host that prints forty-five lines and then throws, before it listens.
for (let line = 1; line <= 45; line++) console.log(`line ${line}`);
throw new Error('the port is taken');
