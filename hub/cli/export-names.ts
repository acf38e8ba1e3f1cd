/** What can be taken out of a shop. */
export const EXPORTS = ['items', 'stock', 'moves', 'orders', 'tasks', 'attendance', 'journal'] as const;
export type ExportName = (typeof EXPORTS)[number];
