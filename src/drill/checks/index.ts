import { checkBody } from './body.ts';
import type { Check } from './check.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { checkHeaders } from './headers.ts';
import { checkLanguage } from './languages.ts';
import { checkLeaks } from './leaks.ts';
import { checkLogged } from './logged.ts';
import { checkType } from './media-type.ts';
import { checkOutside } from './outside.ts';
import { checkOverrides } from './overrides.ts';
import { checkSecondary } from './secondary.ts';
import { checkSize } from './size.ts';
import { checkStatus } from './status.ts';
import { checkStructure } from './structure.ts';
import { checkViews } from './views.ts';

/** Every check of one answer. A new check is one file and one line here. */
export const CHECKS = {
  leaks: checkLeaks,
  views: checkViews,
  overrides: checkOverrides,
  secondary: checkSecondary,
  status: checkStatus,
  type: checkType,
  body: checkBody,
  headers: checkHeaders,
  logged: checkLogged,
  structure: checkStructure,
  accessibility: checkAccessibility,
  outside: checkOutside,
  language: checkLanguage,
  size: checkSize,
} satisfies Readonly<Record<string, Check>>;
