import { NOT_VALID } from '../../core/values/may-quote.ts';

type Rule = Readonly<Record<string, unknown>>;
type RuleMessage = string | ((rule: Rule) => string | undefined);

/** The names that libraries have for rules, and Halyard's message for each. A message holds only parameters of the rule. */
const RULE_MESSAGES: readonly (readonly [RegExp, RuleMessage])[] = [
  [/^(?:any\.required|required|optionality|isDefined|isNotEmpty|string\.empty|non_empty|missingProperty|nullable)$/, 'Required'],
  [/^(?:(?:object|any)\.unknown|unrecognized_keys|(?:additional|unevaluated)Properties|noUnknown|whitelistValidation|unknown_fields)$/, 'Not a known field'],
  [/^(?:string\.)?(?:is)?email$/i, 'Not an email address'],
  [/^(?:string\.)?(?:is)?(?:ur[il]|ur[il]CustomScheme)$/i, 'Not a URL'],
  [/^(?:string\.)?(?:is)?[ug]uid$/i, 'Not a UUID'],
  [/^(?:any\.only|oneOf|enum|in|isIn|isEnum|picklist|literal|invalid_(?:value|enum_value|literal)|unit|const)$/, 'Not one of the values that are allowed'],
  [
    /\.base$|^(?:type|typeError|invalid_type|domain|proto|isString|isNumber|isInt|isBoolean|isArray|isObject|isDateString)$/,
    'Not of the type that is asked for',
  ],
  [/(?:pattern|regex|matches|invalid_format)/i, 'Does not have the form that is asked for'],
  [/^(?:array\.unique|uniqueItems|distinct|arrayUnique)$/, 'Has the same entry twice'],
  [/^(?:string\.min|min_?length|length\.min)$/i, (rule) => limited(rule, 'Must have', 'characters or more')],
  [/^(?:string\.max|max_?length|length\.max)$/i, (rule) => limited(rule, 'Must have', 'characters or fewer')],
  [/^(?:(?:number|array|object|date)\.min|min(?:imum|Items|_value)?|too_small)$/i, (rule) => limited(rule, 'Must be', 'or more')],
  [/^(?:(?:number|array|object|date)\.max|max(?:imum|Items|_value)?|too_big)$/i, (rule) => limited(rule, 'Must be', 'or less')],
];

/** Returns Halyard's message for a rule, from its code and its parameters. */
export function ruleMessage(code: unknown, rule: Rule = {}): string {
  if (typeof code !== 'string') return NOT_VALID;
  const message = RULE_MESSAGES.find(([name]) => name.test(code))?.[1];
  return (typeof message === 'function' ? message(rule) : message) ?? NOT_VALID;
}

const LIMITS = ['limit', 'min', 'max', 'minimum', 'maximum', 'minlength', 'maxlength', 'requirement', 'rule'];

function limited(rule: Rule, before: string, after: string): string | undefined {
  const limit = LIMITS.map((name) => rule[name]).find((value) => typeof value === 'number');
  return limit === undefined ? undefined : `${before} ${limit} ${after}`;
}
