/** This version has no word for a part of the recipe. */
export class Unsupported extends Error {}
