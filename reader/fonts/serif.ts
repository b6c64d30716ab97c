import italic from '@fontsource-variable/literata/files/literata-latin-wght-italic.woff2';
import normal from '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2';
import { addFont } from './add.ts';

addFont('Clean Copy Serif', normal, { weight: '200 900' });
addFont('Clean Copy Serif', italic, { weight: '200 900', style: 'italic' });
