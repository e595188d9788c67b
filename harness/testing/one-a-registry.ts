/** `matrix.json` of the fake SDK, the same two versions from each registry. */
export const oneARegistry = () => {
  const both = { package: 'openai', versions: ['1.0.0', '1.3.0'] }
  return {
    sdks: [
      { id: 'fake-node', registry: 'npm', ...both },
      { id: 'fake-python', registry: 'pypi', ...both },
    ],
    scenarios: ['azure-api-key'],
    failOn: 'never',
  }
}
