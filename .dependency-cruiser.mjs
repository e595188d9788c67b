/**
 * The house in one sentence: a wing imports the ground and itself. Only `pipeline/` joins wings, and only the faces stand
 * above it. A new wing or a new piece of ground needs a word here and in CONTRIBUTING.md; a new room in a wing does not.
 */
const wings = ['ask', 'measure', 'judge', 'tell']
/** Importable by every room. Of `edges/` the types alone, but for the rooms that work on the disk or the network. */
const ground = ['model', 'ecosystems', 'edges', 'errors[.]ts$', 'json-tree[.]ts$', 'columns[.]ts$']
/** Read argv, write files themselves, or build and try the house: imported by no room. */
const faces = ['commands', 'bench', 'fuzz', 'bin', 'testing']

/** Same input, same output: no disk, no network, no clock, no process. */
const pure = '^harness/(model|ecosystems|ask/plan|judge|tell)/'
/** Rooms whose work *is* the disk or the network: they call edges; the others are handed what they need. */
const callsEdges =
  '^harness/(edges|commands|measure/(install|registries|store)|bench|fuzz)/|^harness/(main|index|vitest)[.]ts$'
/** Anything goes in a test and in what it builds with. */
const tests = '[.](test|fixture)[.]ts$|^harness/testing/'

const of = (names) => names.map((name) => `^harness/${name}${name.endsWith('$') ? '' : '/'}`)

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...wings.map((wing) => ({
      name: `${wing}-imports-the-ground-and-itself`,
      severity: 'error',
      from: { path: of([wing]), pathNot: tests },
      to: { path: '^harness/', pathNot: of([wing, ...ground]) },
    })),
    {
      name: 'pipeline-imports-wings-and-ground',
      severity: 'error',
      from: { path: of(['pipeline']), pathNot: tests },
      to: { path: '^harness/', pathNot: of(['pipeline', ...wings, ...ground]) },
    },
    {
      name: 'every-room-stands-in-a-wing',
      severity: 'error',
      from: { path: '^harness/[^/]+/', pathNot: of([...wings, ...ground, ...faces, 'pipeline']) },
      to: {},
    },
    {
      name: 'ecosystems-and-edges-import-the-ground',
      severity: 'error',
      from: { path: of(['ecosystems', 'edges']), pathNot: tests },
      to: { path: '^harness/', pathNot: of(ground) },
    },
    {
      name: 'model-imports-nothing',
      comment: 'What crosses from room to room depends on no room.',
      severity: 'error',
      from: { path: '^harness/model/', pathNot: tests },
      to: { pathNot: '^harness/model/' },
    },
    {
      name: 'errors-import-nothing',
      severity: 'error',
      from: { path: '^harness/errors[.]ts$' },
      to: {},
    },
    {
      name: 'pure-touches-nothing',
      severity: 'error',
      from: { path: pure, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-off-edges',
      severity: 'error',
      from: { path: pure, pathNot: tests },
      to: { path: '^harness/edges/' },
    },
    {
      name: 'edges-arrive-as-parameters',
      comment: 'Only the types of edges are imported elsewhere, so that a test can hand in its own.',
      severity: 'error',
      from: { path: '^harness/', pathNot: [callsEdges, tests] },
      to: { path: '^harness/edges/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'faces-are-above',
      comment: 'The command line, the library and the bench are imported by nobody below them.',
      severity: 'error',
      from: {
        path: '^harness/',
        pathNot: '^harness/((main|index|vitest|schemas)[.]ts|build[.]mjs)$|^harness/(commands|bench|fuzz)/',
      },
      to: { path: '^harness/((main|index|vitest)[.]ts$|(commands|bench|fuzz)/)' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'What runs in production does not read what is only there for tests; a bench is not shipped either.',
      severity: 'error',
      from: { path: '^harness/(?!bench/|fuzz/)', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-circles',
      comment: 'Not by types either: what two files share is a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
