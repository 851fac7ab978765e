// One drill. Writes its answers, the milliseconds from the first answer to the report, and the memory of this process.
import { drill } from '../../dist/drill/run/drill.js';

let began;
const progress = (_done, total) => {
  if (total > 0) began ??= performance.now();
};
const { played } = await drill(process.argv[2], { progress });
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ answers: played.length, time: performance.now() - began, drill: maxRSS * 1024 }));
