import { askOverHttp, connectSocket } from './ask.mjs';
import { differences } from './aspects.mjs';
import { reasonFor } from './declared.mjs';
import { GeneratedApp } from './generated-app.mjs';
import { questions } from './questions.mjs';

/**
 * Asks every question in each mode, of an app without the hook and of one with it. Returns both answers, and the parts in which they differ, each with its
 * declared reason.
 */
export async function compare({ modes, quick, progress }) {
  const asked = questions({ quick });
  const results = [];
  const apps = { plain: new GeneratedApp({ hook: false }), hook: new GeneratedApp({ hook: true }) };
  try {
    for (const mode of modes) {
      const plain = await answersOf(apps.plain, mode, asked, progress);
      const hook = await answersOf(apps.hook, mode, asked, progress);
      for (const [index, question] of asked.entries()) {
        const about = { question, mode, plain: plain[index], hook: hook[index] };
        const found = differences(about.plain, about.hook).map((difference) => ({ ...difference, reason: reasonFor(difference, about) }));
        results.push({ ...about, differences: found });
      }
    }
  } finally {
    for (const app of Object.values(apps)) app.remove();
  }
  return results;
}

async function answersOf(app, mode, asked, progress) {
  progress(`Lifting ${app.folder} for ${mode} …`);
  const lifted = await app.lift(mode);
  const { origin } = lifted;
  const socket = await connectSocket(origin);
  try {
    const answers = [];
    for (const question of asked) answers.push(await (question.client === 'socket' ? socket.ask(question) : askOverHttp(origin, question)));
    return answers;
  } finally {
    socket.close();
    await lifted.stop();
  }
}
