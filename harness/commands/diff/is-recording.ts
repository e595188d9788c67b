/** Is an argument of `diff` a recording, and not an SDK at a version? */
export const isRecording = (argument: string): boolean => /\.har$/i.test(argument)
