import { fieldsOf, type Played } from '../model/answer.ts';
import { type About, type Check, type Fault, fault, isComplete } from './check.ts';
import { placeOf } from './place-of.ts';
import { keyOf, placeOfElement, readPage } from './read-pages.ts';

/** Whether the answer is in the language that the client asks for, and says so. */
export const checkLanguage: Check = (played, about) => {
  const { exercise, answer } = played;
  const { language } = exercise;
  if (language === undefined || !isComplete(played) || answer.status < 400 || exercise.method === 'HEAD' || !about.app.languages.includes(language)) return [];
  const faults: Fault[] = [];
  const [field] = fieldsOf(answer, 'content-language');
  if (field !== undefined && !field.split(',').some((tag) => isSame(tag, language))) {
    faults.push(
      fault(played, {
        code: 'language',
        message: `\`Content-Language\` is ${field}, but the client asks for ${language}.`,
        todo: 'Send the language of the body.',
        place: placeOf(played, about),
      }),
    );
  }
  const page = readPage(played, about);
  const html = page?.elements.find(({ name }) => name === 'html');
  const lang = html?.attributes.get('lang');
  if (page !== undefined && lang !== undefined && lang !== '' && !isSame(lang, language)) {
    faults.push(
      fault(played, {
        code: 'language',
        message: `The page says that it is in ${lang}, but the client asks for ${language}.`,
        todo: 'Write the language of the page into `<html lang>`: the local `language`.',
        place: placeOfElement(played, about, page, html),
        excerpt: html?.tag ?? '',
      }),
    );
  }
  return faults;
};

/** Whether two tags name the same language: `de` and `de-AT`. */
function isSame(tag: string, language: string): boolean {
  const main = (text: string): string => text.trim().toLowerCase().split('-', 1)[0] as string;
  return main(tag) === main(language);
}

/** A warning for each page that is the same in the default language, although the app has a view in this language. */
export function checkTranslations(all: readonly Played[], about: About): readonly (readonly [Played, Fault])[] {
  const [first] = about.app.languages;
  const keyOfCase = ({ exercise }: Played): string =>
    JSON.stringify([exercise.expected.response, exercise.situation, exercise.client, exercise.method, exercise.call ?? null]);
  const originals = new Map(all.filter(({ exercise }) => exercise.language === first).map((one) => [keyOfCase(one), one]));
  return all.flatMap((played) => {
    const { language } = played.exercise;
    if (language === undefined || language === first || readPage(played, about) === undefined) return [];
    const original = originals.get(keyOfCase(played));
    if (original === undefined || keyOf(original) !== keyOf(played) || !hasTranslation(played, language, about)) return [];
    return [
      [
        played,
        fault(played, {
          code: 'language',
          severity: 'warning',
          message: `The page in ${language} is the same as in ${first}.`,
          todo: 'Translate the view of this language.',
          place: placeOf(played, about),
        }),
      ] as const,
    ];
  });
}

function hasTranslation({ answer }: Played, language: string, { app }: About): boolean {
  const names = [`${answer.status}.${language}`, `${Math.floor(answer.status / 100)}xx.${language}`];
  return app.views.some(({ name }) => names.includes(name));
}
