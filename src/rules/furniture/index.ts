import type { FurnitureRules } from '../schema.ts';
import { en } from './en.ts';

export const FURNITURE: readonly FurnitureRules[] = [en];
