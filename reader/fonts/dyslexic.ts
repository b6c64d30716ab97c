import italic from '@fontsource/opendyslexic/files/opendyslexic-latin-400-italic.woff2';
import normal from '@fontsource/opendyslexic/files/opendyslexic-latin-400-normal.woff2';
import bold from '@fontsource/opendyslexic/files/opendyslexic-latin-700-normal.woff2';
import { addFont } from './add.ts';

addFont('Clean Copy Dyslexic', normal, {});
addFont('Clean Copy Dyslexic', bold, { weight: '700' });
addFont('Clean Copy Dyslexic', italic, { style: 'italic' });
