export { checkRequiredText, checkText } from '../kit/checked-text.ts';
