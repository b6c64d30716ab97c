import type { ClutterRules } from '../schema.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';

export const CLUTTER: readonly ClutterRules[] = [en, de, fr, es, it, pt, nl];
