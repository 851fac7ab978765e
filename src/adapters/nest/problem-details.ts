/** One validation error in a problem document. */
export class ProblemIssue {
  declare detail?: string;
  /** A JSON Pointer to the field in the body: `#/items/0/name`. */
  declare pointer?: string;
  /** The name of the parameter, if the value was in the query or in the path. */
  declare parameter?: string;
  /** The rule: `isEmail`. */
  declare code?: string;

  /** Describes the members for `@nestjs/swagger`, in the way of its CLI plugin. So Halyard does not need that package. */
  static _OPENAPI_METADATA_FACTORY(): Record<string, object> {
    return { detail: text('is too short'), pointer: text('#/items/0/name'), parameter: text('page'), code: text('minLength') };
  }
}

/**
 * The body of every answer of Halyard with a status from 400 up, for `@ApiResponse()` of `@nestjs/swagger`.
 *
 * @example
 * class Payments {
 *   @ApiResponse({ status: 404, type: ProblemDetails })
 *   payment() {}
 * }
 */
export class ProblemDetails {
  declare type?: string;
  declare title: string;
  declare status: number;
  declare detail?: string;
  declare instance?: string;
  declare code?: string;
  declare reference?: string;
  declare errors?: ProblemIssue[];

  /** Describes the members for `@nestjs/swagger`. */
  static _OPENAPI_METADATA_FACTORY(): Record<string, object> {
    return {
      type: text('https://example.com/problems/out-of-stock'),
      title: { required: true, type: () => String, example: 'Not Found' },
      status: { required: true, type: () => Number, example: 404 },
      detail: text('There is no such payment.'),
      instance: text('/payments/7'),
      code: text('E_OUT_OF_STOCK'),
      reference: text('7K3M-Q9TX'),
      errors: { required: false, type: () => [ProblemIssue] },
    };
  }
}

function text(example: string): object {
  return { required: false, type: () => String, example };
}
