import './activation.test';
import './codeProblems.test';
