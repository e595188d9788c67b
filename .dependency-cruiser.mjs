/**
 * The house: each room, and the rooms whose values and types it may import. Besides these, everyone may import
 * `errors.ts` and `model/`, and the *types* of `edges/`. A new room needs a row here and in CONTRIBUTING.md.
 */
const rooms = {
  model: [],
  versions: [],
  matrix: ['versions'],
  registries: ['versions'],
  plan: ['versions'],
  store: ['plan'],
  install: ['registries', 'versions'],
  scenarios: [],
  projects: ['versions'],
  sdks: [],
  gateways: [],
  credentials: [],
  run: ['sdks', 'scenarios', 'capture', 'credentials'],
  capture: ['gateways'],
  normalise: [],
  diff: [],
  verdict: ['diff', 'reporters/parts'],
  accept: ['verdict'],
  gate: [],
  explain: [],
  bisect: ['versions', 'diff', 'verdict'],
  reporters: ['verdict/rules[.]ts$'],
  pipeline: [
    'versions',
    'plan',
    'store',
    'install',
    'scenarios',
    'sdks',
    'gateways',
    'credentials',
    'run',
    'capture',
    'normalise',
    'diff',
    'verdict',
    'bisect',
    'gate',
  ],
  edges: [],
}

/** Same input, same output: no disk, no network, no clock, no process. */
const pure = '^harness/(model|versions|plan|normalise|diff|verdict|accept|explain|bisect|gate|reporters)/'
/** Rooms whose work *is* the disk or the network: they call edges; the others are handed what they need. */
const callsEdges = '^harness/(edges|commands|install|registries|store|bench)/|^harness/(main|index)[.]ts$'
/** Anything goes in a test and in what it builds with. */
const tests = '[.](test|fixture)[.]ts$|^harness/testing/'
/** Read argv or write files themselves: above every room. */
const faces = ['commands', 'bench', 'bin', 'testing']

const mayImport = ([room, others]) => ({
  name: `${room}-imports-${others.length === 0 ? 'model' : 'its-row'}-only`,
  severity: 'error',
  from: { path: `^harness/${room}/`, pathNot: tests },
  to: {
    path: '^harness/',
    pathNot: [
      `^harness/(${[room, 'model', 'edges', ...others].join('|')})(/|$)`,
      ...others.map((path) => `^harness/${path}`),
      '^harness/errors[.]ts$',
    ],
  },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(rooms).map(mayImport),
    {
      name: 'every-room-has-a-row',
      severity: 'error',
      from: { path: '^harness/[^/]+/', pathNot: `^harness/(${[...Object.keys(rooms), ...faces].join('|')})/` },
      to: {},
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
      to: { path: '^harness/(edges|install|run|capture)/' },
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
      from: { path: '^harness/', pathNot: '^harness/(main|index)[.]ts$|^harness/(commands|bench)/' },
      to: { path: '^harness/((main|index)[.]ts$|(commands|bench)/)' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'What runs in production does not read what is only there for tests.',
      severity: 'error',
      from: { path: '^harness/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
