// The environment variables of a job, and what stays of them.
const base = { ...process.env }

/** Of all jobs. */
export const addToAll = (variables = {}) => {
  Object.assign(base, variables)
  setEnvironment({})
}

/** @param {Record<string, string>} own what a job has besides those of all */
export const setEnvironment = (own) => {
  const env = { ...base, ...own }
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
  Object.assign(process.env, env)
}

/** What the SDK sets as it is imported stays, as its modules do. */
export const keepOwn = () => {
  Object.assign(base, process.env)
}
