/** What is no command of ours, or none of a reader's. */
export const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^npm (ci|test|start|i|install|pack)\b/u, 'of a checkout or a registry: .ci/run and pack.live.test.ts do it'],
  [/^npm run\b/u, 'a script of this checkout: that it is there is looked at'],
  [/^npx vitest run\b/u, 'this is what runs here: that its files are there is looked at'],
  [/^uv\b/u, "uv's own"],
]

/** What stands in capitals for what a reader has, in the order in which it is looked for. */
const FILLED: readonly (readonly [RegExp, string])[] = [
  [/\[|\]/gu, ''],
  [/\|[\w|-]+/gu, ''],
  [/SDK@VERSION/gu, 'openai-node@5.17.0'],
  [/--against VERSION/gu, '--against 5.17.0'],
  [/--path DIR/gu, '--path build'],
  [/--scenario ID/gu, '--scenario azure-api-key'],
  [/--reporter NAME/gu, '--reporter junit'],
  [/--owner NAME/gu, '--owner ada'],
  [/--issue URL/gu, '--issue https://example.com/1'],
  [/YYYY-MM-DD/gu, '2099-01-01'],
  [/--package WHAT/gu, '--package sdkdrift@0.1.0'],
  [/--gateway G\b/gu, '--gateway azure-openai'],
  [/\bTEXT\b/gu, '"invalid subscription key"'],
  [/(?<=report )report\.json/gu, 'reports/report.json'],
  [/--port 8080/gu, '--port 0'],
  [/file:\/\/\/mnt\/results/gu, '"file://$PWD/results"'],
  [/\/tmp\/mine\/matrix\.json/gu, 'matrix.json'],
  [/\/tmp\/mine/gu, 'reports'],
  [/^node harness\/bin\/sdkdrift\.cjs/gu, 'sdkdrift'],
]
/** A line with what a reader would fill in. @param finding the id of one of the last report */
export const filled = (line: string, finding: string): string =>
  FILLED.reduce(
    (text, [open, value]) => text.replaceAll(open, value),
    line.replaceAll(/FINDING|openai-python-2\.34\.0-1234abcd/gu, finding),
  )

/** What an answer of each begins with, or has. */
export const SAYS: Readonly<Record<string, RegExp>> = {
  gate: /^(safe|review|blocked|current) +\S.*\n\n(answer +SDK|Every SDK is at)/u,
  matrix: /^(exit [01] +\S|Part \d of \d)/mu,
  diff: /^exit [01] +\S/u,
  merge: /^exit [01] +\S/u,
  report: /^Written: \S/u,
  bisect: /changed it first|where it changed/u,
  show: / (GET|POST) http:\/\/gateway\//u,
  policy: /policy\.xml:\d+/u,
  list: /\S {2,}\S/u,
  doctor: /^sdkdrift matrix (has|would)/mu,
  init: /written|program|Ready|already/u,
}
