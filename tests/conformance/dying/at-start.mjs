// A host that never listens: forty-five lines, and then it throws.
for (let line = 1; line <= 45; line++) console.log(`line ${line}`);
throw new Error('the port is taken');
