/** What is the caller's to mend: shown as its one sentence. The twin of the class in subgraphs/kit/process/env.ts, which cannot be loaded before packages are installed. */
export class SettingError extends Error {}
