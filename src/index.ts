/** Halyard: the last word of a Node server. The public names; hosts are mounted by their own entry, `halyard/express` and so on. */
export { type DefinedResponse, defineResponse, type ResponseDefinition } from './core/define-response.ts';
export { HALYARD_ERROR_CODES, HalyardError, type HalyardErrorCode } from './core/errors.ts';
export type { PublicOutcome } from './core/disclose.ts';
export type { Format, FormatContext, Rendered } from './core/format.ts';
export type { ViewError, ViewLocals } from './core/formats/locals.ts';
export type { Message, ResponseOptions } from './core/facts-of-message.ts';
export type { ValidationErrors, ValidationOptions } from './core/facts-of-validation.ts';
export type { Issue, IssueMapper } from './core/issue.ts';
export type { AppResponses, ResponseMethods } from './core/methods.ts';
export type { Options } from './core/options.ts';
export type { OutcomeFacts } from './core/outcome.ts';
export type { AppResponse, ResponseContext } from './core/override.ts';
export type { Level, Logger } from './core/report/logger.ts';
export type { Failure, FailureRecord, Reporter } from './core/report/report.ts';
export type { IncomingRequest } from './core/request.ts';
export { ResponseError } from './core/response-error.ts';
export * from './core/responses/index.ts';
export type { ViewEngine } from './core/view-engine.ts';
