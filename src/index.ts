/** The public names of Halyard. A host is mounted by its own entry: `halyard/express` and so on. */

export type { PublicOutcome } from './core/disclosure/disclose.ts';
export { type ErrorMatcher, type ErrorRule, errorRule } from './core/error-mapping/error-rules.ts';
export type { Format, FormatContext, Rendered } from './core/formats/format.ts';
export type { ViewError, ViewLocals } from './core/formats/locals.ts';
export type { Level, Logger } from './core/ports/logger.ts';
export type { IncomingRequest } from './core/ports/request.ts';
export type { ViewEngine } from './core/ports/view-engine.ts';
export type { Failure, FailureRecord, Reporter } from './core/report/report.ts';
export type { AppResponse, ResponseContext } from './core/responses/app-response.ts';
export { type DefinedResponse, defineResponse } from './core/responses/define-response.ts';
export type { DataOptions } from './core/responses/facts-of-data.ts';
export type { Message, ResponseOptions } from './core/responses/facts-of-message.ts';
export type { RetryOptions } from './core/responses/facts-of-retry.ts';
export type { ValidationErrors, ValidationOptions } from './core/responses/facts-of-validation.ts';
export type { ForbiddenOptions } from './core/responses/forbidden.ts';
export * from './core/responses/index.ts';
export type { MethodNotAllowedOptions } from './core/responses/method-not-allowed.ts';
export type { AppResponses, ResponseMethods } from './core/responses/methods.ts';
export type { OutcomeFacts } from './core/responses/outcome.ts';
export type { ResponseDefinition } from './core/responses/response-definition.ts';
export { ResponseError } from './core/responses/response-error.ts';
export type { UnauthorizedOptions } from './core/responses/unauthorized.ts';
export type { LegalOptions } from './core/responses/unavailable-for-legal-reasons.ts';
export type { UnsupportedMediaTypeOptions } from './core/responses/unsupported-media-type.ts';
export type { Options } from './core/settings/options.ts';
export { HALYARD_ERROR_CODES, HalyardError, type HalyardErrorCode } from './core/values/errors.ts';
export type { Issue, IssueMapper } from './core/values/issue.ts';
