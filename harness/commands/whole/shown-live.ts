/** Commands that documents show, and that fakes of the packages in them could not answer as these do. */
export const LIVE: ReadonlySet<string> = new Set([
  `sdkdrift explain "Client.__init__() got an unexpected keyword argument 'proxies'" --sdk openai-python --from 1.54.0 --to 1.56.0`,
  `sdkdrift explain "module 'openai' has no attribute 'error'"     # which version took the name away?`,
  'sdkdrift explain "The OPENAI_API_KEY environment variable is missing or empty"',
  'sdkdrift explain "Error code: 401 - Access denied due to invalid subscription key"',
  'sdkdrift explain "Error code: 401 - Access denied due to invalid subscription key…"',
  'sdkdrift diff openai-node@5.17.0 openai-node@5.17.0 --runtime "node 22" --runtime "node 24"',
  'sdkdrift gate pypi:openai --from 2.33.0 --to 2.34.0 --with langchain-openai@1.2.1 -- python3 smoke.py',
])
