import { type NewFile, type ResponseFileOptions, responseFile } from './response-file.ts';

/** What the body of an override may do. */
const EXAMPLES = `  // You can change what the built-in response gets, before you call it.
  // Or answer with the means of your host: \`this.req\` and \`this.res\` are its request and its reply.
  // \`this.format\` is the best format for this client: 'html', 'problem', 'json', 'text' …
  // \`this.problem\` holds what this client may see: status, title, detail, reference.
`;

/**
 * The file of `responseFile()`, with examples of what the function may do. It answers as the built-in response does until you change it.
 *
 * @throws TypeError if no built-in response has the name
 */
export function overrideFile(name: string, options: ResponseFileOptions): NewFile {
  const { path, text } = responseFile(name, options);
  return { path, text: text.replace('  return this.default(', `${EXAMPLES}  return this.default(`) };
}
