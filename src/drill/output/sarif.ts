import { createHash } from 'node:crypto';
import type { DrillReport } from '../model/drill-report.ts';
import type { Finding, FindingCode, Place } from '../model/finding.ts';
import { CODE_GUIDE, guideOf } from './code-guide.ts';
import { furtherAnswers, inOrder, subjectOf } from './finding-facts.ts';
import type { OutputOptions } from './json.ts';
import { placeInRepository } from './place-in-repository.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const CODES = Object.keys(CODE_GUIDE) as readonly FindingCode[];

/**
 * The findings as SARIF 2.1.0, for GitHub code scanning and other viewers. Each code is a rule. Each result has a place in the repository, because GitHub
 * refuses a result without one. The fingerprint stays the same if lines move, so an alert is not opened again.
 */
export function sarifOutput(report: DrillReport, options: Pick<OutputOptions, 'folderInRepository'>): string {
  const { app, skipped } = report;
  const seen = new Map<string, number>();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'halyard drill', semanticVersion: semantic(app.halyard), rules: CODES.map(rule) } },
        // Several drills of one repository keep their alerts apart.
        automationDetails: { id: `halyard-drill/${encodeURI(`${options.folderInRepository || '.'}/`.toWellFormed())}` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: skipped.map(({ what, why }) => ({ level: 'note', message: { text: `Skipped: ${what}: ${why}`.toWellFormed() } })),
          },
        ],
        results: inOrder(report.findings).map((finding) => result(finding, report, options, seen)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** A rule: the text that GitHub shows beside each alert of a code. */
function rule(code: FindingCode): object {
  const { title, why, security } = CODE_GUIDE[code];
  const help = `${why} The page docs/drill.md of the package halyard explains each code.`;
  return {
    id: code,
    name: code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${title}. ${help}`, markdown: `**${title}.** ${why}\n\nThe page \`docs/drill.md\` of the package \`halyard\` explains each code.` },
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: security === undefined ? ['errors'] : ['errors', 'security'],
      precision: 'very-high',
      'problem.severity': 'error',
      ...(security === undefined ? {} : { 'security-severity': security.toFixed(1) }),
    },
  };
}

function result(finding: Finding, report: DrillReport, { folderInRepository }: Pick<OutputOptions, 'folderInRepository'>, seen: Map<string, number>): object {
  const { code, severity, message, todo, excerpt } = finding;
  const { place, isOfFinding } = placeInRepository(finding, report, folderInRepository);
  const about = [subjectOf(finding).join(', '), furtherAnswers(finding)].filter((part) => part !== '').join(', ');
  const ruleIndex = CODES.indexOf(code);
  return {
    ruleId: code,
    ...(ruleIndex === -1 ? {} : { ruleIndex }),
    level: severity,
    message: {
      text: [message, ...(about === '' ? [] : [`Answer: ${about}.`]), `What to do: ${todo}`, ...(excerpt === undefined ? [] : [`Excerpt: ${excerpt}`])]
        .join('\n')
        .toWellFormed(),
    },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(place), uriBaseId: '%SRCROOT%' }, ...region(place) } }],
    partialFingerprints: { primaryLocationLineHash: fingerprint(finding, isOfFinding ? place.file : '', seen) },
    properties: { title: guideOf(code).title, answers: finding.exercises.length },
  };
}

/** A path as the URI reference of RFC 3986 that SARIF wants. `:` in the first part would be a scheme. */
function uriOf({ file }: Place): string {
  return file.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

function region({ line, column }: Place): object {
  if (line === undefined || !(line >= 1)) return {};
  return { region: { startLine: Math.floor(line), ...(column === undefined || !(column >= 1) ? {} : { startColumn: Math.floor(column) }) } };
}

/**
 * The same value for the same fault in each run. Lines, durations, references and the excerpt are not in it, because they differ between runs: of the
 * message only the words without a digit count.
 */
function fingerprint(finding: Finding, file: string, seen: Map<string, number>): string {
  const words = finding.message.split(/\s+/).filter((word) => !/\d/.test(word));
  const hash = createHash('sha256')
    .update(JSON.stringify([finding.code, file, ...subjectOf(finding), words]))
    .digest('hex')
    .slice(0, 16);
  const count = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, count);
  return `${hash}:${count}`;
}

/** SARIF wants a version of Semantic Versioning. */
function semantic(version: string): string {
  return /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.test(version) ? version : '0.0.0';
}
