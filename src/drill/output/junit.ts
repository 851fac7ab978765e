import type { Played } from '../model/answer.ts';
import type { DrillReport, Skipped } from '../model/drill-report.ts';
import type { Finding } from '../model/finding.ts';
import { furtherAnswers, inOrder, placeText, playedById, subjectOf } from './finding-facts.ts';
import type { OutputOptions } from './json.ts';
import { placeInRepository } from './place-in-repository.ts';
import { xmlAttribute, xmlText } from './xml-text.ts';

type Options = Pick<OutputOptions, 'strict' | 'folderInRepository'>;

interface TestCase {
  readonly name: string;
  /** Seconds. */
  readonly time: number;
  readonly findings: readonly Finding[];
  readonly skipped?: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/**
 * The report as JUnit XML, as Jenkins, GitLab and the reporters of GitHub Actions read it. A response is a test suite, and a situation with a client is a
 * test case. A warning fails a test case only with `--strict`; otherwise it is in the output of the case.
 */
export function junitOutput(report: DrillReport, options: Options): string {
  const suites = [...responseSuites(report), ...otherSuites(report)];
  const body = suites.map((suite) => suiteXml(suite, report, options)).join('');
  const cases = suites.flatMap((suite) => suite.cases);
  const time = seconds(report.duration / 1_000);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="halyard drill"${counts(cases, options)} time="${time}">\n${body}</testsuites>\n`;
}

function responseSuites({ played, findings }: DrillReport): readonly Suite[] {
  const byExercise = new Map<number, Finding[]>();
  for (const finding of inOrder(findings)) {
    for (const id of finding.exercises) byExercise.set(id, [...(byExercise.get(id) ?? []), finding]);
  }
  const suites = new Map<string, Map<string, Played[]>>();
  for (const one of played) {
    const { expected, situation, client, language } = one.exercise;
    const suite = expected.response ?? 'server';
    const name = [situation, client, language].filter((part) => part !== undefined && part !== '').join(' · ');
    const cases = suites.get(suite) ?? new Map<string, Played[]>();
    suites.set(suite, cases.set(name, [...(cases.get(name) ?? []), one]));
  }
  return [...suites].map(([name, cases]) => ({
    name,
    cases: [...cases].map(([title, members]) => ({
      name: title,
      time: members.reduce((sum, { answer }) => sum + answer.duration, 0) / 1_000,
      findings: [...new Set(members.flatMap(({ exercise }) => byExercise.get(exercise.id) ?? []))],
    })),
  }));
}

/** What belongs to no exercise: findings about the app as a whole, and the parts that could not run. */
function otherSuites(report: DrillReport): readonly Suite[] {
  const byId = playedById(report);
  const app = inOrder(report.findings).filter(({ exercises }) => !exercises.some((id) => byId.has(id)));
  const skipped = ({ what, why }: Skipped): TestCase => ({ name: what, time: 0, findings: [], skipped: why });
  return [
    { name: 'app', cases: app.map((finding) => ({ name: finding.code, time: 0, findings: [finding] })) },
    { name: 'skipped', cases: report.skipped.map(skipped) },
  ].filter(({ cases }) => cases.length > 0);
}

function suiteXml({ name, cases }: Suite, report: DrillReport, options: Options): string {
  const time = cases.reduce((sum, one) => sum + one.time, 0);
  const xml = cases.map((one) => caseXml(one, name, report, options)).join('');
  return `  <testsuite name="${xmlAttribute(name)}"${counts(cases, options)} time="${seconds(time)}">\n${xml}  </testsuite>\n`;
}

function caseXml({ name, time, findings, skipped }: TestCase, suite: string, report: DrillReport, options: Options): string {
  const failures = findings.filter((finding) => fails(finding, options));
  const warnings = findings.filter((finding) => !fails(finding, options));
  const first = failures[0] ?? warnings[0];
  const file = first === undefined ? '' : ` file="${xmlAttribute(placeInRepository(first, report, options.folderInRepository).place.file)}"`;
  const parts = [
    ...(skipped === undefined ? [] : [`      <skipped message="${xmlAttribute(skipped)}"/>\n`]),
    ...failures.map((finding) => failureXml(finding, report, options)),
    ...(warnings.length === 0 ? [] : [`      <system-out>${xmlText(warnings.map((finding) => textOf(finding, report, options)).join('\n\n'))}</system-out>\n`]),
  ];
  const head = `    <testcase classname="${xmlAttribute(`halyard drill.${suite.replaceAll('.', '_')}`)}" name="${xmlAttribute(name)}"${file} time="${seconds(time)}"`;
  return parts.length === 0 ? `${head}/>\n` : `${head}>\n${parts.join('')}    </testcase>\n`;
}

function failureXml(finding: Finding, report: DrillReport, options: Options): string {
  return `      <failure type="${xmlAttribute(finding.code)}" message="${xmlAttribute(finding.message)}">${xmlText(textOf(finding, report, options))}</failure>\n`;
}

function textOf(finding: Finding, report: DrillReport, { folderInRepository }: Options): string {
  const { code, message, todo, excerpt } = finding;
  const { place, isOfFinding } = placeInRepository(finding, report, folderInRepository);
  const about = [subjectOf(finding).join(' · '), furtherAnswers(finding)].filter((part) => part !== '').join(', ');
  return [
    `${code}: ${message}`,
    ...(isOfFinding ? [`at ${placeText(place)}`] : finding.place === undefined ? [] : [`at ${placeText(finding.place)}`]),
    ...(about === '' ? [] : [about]),
    ...(excerpt === undefined ? [] : [excerpt]),
    `What to do: ${todo}`,
  ].join('\n');
}

function fails({ severity }: Finding, { strict }: Options): boolean {
  return strict || severity === 'error';
}

function counts(cases: readonly TestCase[], options: Options): string {
  const failures = cases.filter(({ findings }) => findings.some((finding) => fails(finding, options))).length;
  return ` tests="${cases.length}" failures="${failures}" errors="0" skipped="${cases.filter(({ skipped }) => skipped !== undefined).length}"`;
}

function seconds(value: number): string {
  return (Number.isFinite(value) ? Math.max(0, value) : 0).toFixed(3);
}
