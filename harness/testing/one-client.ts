/** A release of an npm package that is one module. */
export const oneModule = (name: string, version: string, source: string) => ({
  name,
  version,
  files: {
    'index.mjs': source,
    'package.json': JSON.stringify({ name, version, exports: './index.mjs' }),
  },
})

/** `matrix.json` and the family of such a package whose default export is a client like those that Stainless generates. */
export const oneClient = (name: string, versions: readonly string[]) => ({
  'matrix.json': {
    families: [`./${name}.json`],
    sdks: [{ id: `${name}-node`, registry: 'npm', package: name, versions }],
    scenarios: ['openai-api-key'],
    gateways: ['bearer'],
  },
  [`${name}.json`]: { extends: 'stainless', module: name, client: 'default', path: '/v1' },
})
