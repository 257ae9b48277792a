/** The stop that a node is, driven to or on foot; -1 for a visit to a reload. */
export const stopAt = (node: number, stops: number) => (node < stops ? (node < 0 ? -1 : node) : node - stops);
