export const header = '// Made by `hue-hub-sdk generate`. Do not edit.\n';
