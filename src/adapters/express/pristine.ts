const REJECTED = "function(error){next(error||newError('Rejectedpromise'))}";
const DEPRECATED = "if(!(retinstanceofPromise)){deprecate('handlersthatarePromise-likearedeprecated,useanativePromiseinstead')}";

/** The method for a request, and the method for an error. */
const KINDS = [
  {
    names: ['handle', 'handleRequest'],
    error: '',
    others: 'fn.length>3',
    skip: 'next()',
    untraced: 'this.route||!shouldTrace(requestChannel)',
    context: ['', ''],
  },
  {
    names: ['handle_error', 'handleError'],
    error: 'error,',
    others: 'fn.length!==4',
    skip: 'next(error)',
    untraced: '!shouldTrace(requestChannel)',
    context: ['incomingError:error,', ',errorHandler:true'],
  },
] as const;

/** The methods of Express 4.16 to 4.22 and of router 2.0 to 2.3, without comments, spaces and semicolons. */
const KNOWN = new Set(
  KINDS.flatMap(({ names, error, others, skip, untraced, context }) => {
    const start = (name: string, declare: string): string => `function${name}(${error}req,res,next){${declare}fn=this.handleif(${others}){return${skip}}`;
    const attempt = (body: string): string => `try{${body}}catch(err){next(err)}`;
    const awaiting = (deprecated: string): string => attempt(`constret=${call}if(isPromise(ret)){${deprecated}ret.then(null,${REJECTED})}`);
    const call = `fn(${error}req,res,next)`;
    const router = start(names[1], 'const');
    const awaitingTraced = attempt(`constret=handlePromise(${call})if(ret){ret.then(noop,${REJECTED})}`);
    const traced = `{req,res,${context[0]}layer:this,handler:fn,route:req[matchedRoute]${context[1]}}`;
    return [
      `${start(names[0], 'var')}${attempt(call)}}`,
      `${router}${awaiting('')}}`,
      `${router}${awaiting(DEPRECATED)}}`,
      `${router}if(${untraced}){${awaitingTraced}return}invokeWithTrace(function(wrappedNext){returnfn(${error}req,res,wrappedNext)},${traced},next)}`,
    ];
  }),
);

/** Is this Express' own method of a layer, in a release that we know? A tool that traces an app may have changed it, also in the text of the file. */
export function isPristine(method: unknown): boolean {
  if (typeof method !== 'function') return false;
  const text = Function.prototype.toString.call(method).replaceAll(/\/\/.*/g, '');
  return KNOWN.has(text.replaceAll(/[\s;]/g, ''));
}
