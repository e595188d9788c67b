/** Repositories that have no package-lock.json, as people who use other tools keep them: `npm ci` dies in each. */
export const FOREIGN_REPOSITORIES = {
  'Python only': {
    registry: 'pypi',
    files: (version: string) => ({ 'requirements.txt': `openai==${version}\n` }),
  },
  'uv only': {
    registry: 'pypi',
    files: (version: string) => ({
      'pyproject.toml': '[project]\nname = "app"\nversion = "1.0"\ndependencies = ["openai>=1"]\n',
      'uv.lock': `version = 1\n\n[[package]]\nname = "app"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [{ name = "openai" }]\n\n[package.metadata]\nrequires-dist = [{ name = "openai", specifier = ">=1" }]\n\n[[package]]\nname = "openai"\nversion = "${version}"\nsource = { registry = "https://pypi.org/simple" }\n`,
    }),
  },
  'pnpm only': {
    registry: 'npm',
    files: (version: string) => ({
      'package.json':
        '{ "name": "app", "packageManager": "pnpm@12.4.2", "devEngines": { "packageManager": { "name": "pnpm", "onFail": "error" } }, "dependencies": { "openai": "^1.0.0" } }',
      'pnpm-lock.yaml': `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      openai:\n        specifier: ^1.0.0\n        version: ${version}\npackages:\n  openai@${version}:\n    resolution: {integrity: sha512-x}\nsnapshots:\n  openai@${version}: {}\n`,
    }),
  },
} as const

/** A matrix.json over fake versions of one registry, with one scenario behind one gateway. */
export const foreignMatrix = (registry: 'npm' | 'pypi'): string =>
  JSON.stringify({
    sdks: [
      {
        id: 'fake',
        registry,
        package: 'openai',
        versions: [registry === 'npm' ? '>=1.1.0 <1.4.0' : '>=1.1.0,<1.4.0'],
      },
    ],
    scenarios: ['azure-entra-token-as-api-key'],
    gateways: ['azure-openai'],
  })
