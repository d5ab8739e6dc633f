'use strict';
// A template against the schemas that CloudFormation itself publishes: types, names of properties, what is required, and that
// what is referred to is there. Values behind an intrinsic function are known to CloudFormation only.
const yaml = require('js-yaml');
const { loadAwsServiceSpecSync } = require('@aws-cdk/aws-service-spec');

const PSEUDO = /^AWS::(AccountId|NoValue|Partition|Region|StackId|StackName|URLSuffix)$/;
const FUNCTIONS = ['Ref', 'Condition', 'GetAtt', 'Sub', 'If', 'Not', 'Equals', 'And', 'Or', 'Join', 'Select'];
const SCHEMA = yaml.DEFAULT_SCHEMA.extend(
  FUNCTIONS.flatMap((name) =>
    ['scalar', 'sequence'].map(
      (kind) =>
        new yaml.Type(`!${name}`, {
          kind,
          construct: (value) => ({ [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value }),
        }),
    ),
  ),
);
const SCALARS = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean' };

function isIntrinsic(value) {
  const keys = value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0] === 'Condition' || keys[0].startsWith('Fn::'));
}

class Template {
  constructor(text) {
    this.db = loadAwsServiceSpecSync();
    this.document = yaml.load(text, { schema: SCHEMA });
    this.problems = [];
  }

  check() {
    for (const [name, resource] of Object.entries(this.document.Resources)) {
      const [spec] = this.db.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
      if (spec) {
        this.checkProperties(resource.Properties ?? {}, spec.properties, name);
      } else {
        this.problems.push(`${name}: there is no ${resource.Type}`);
      }
    }
    this.checkReferences(this.document, '');
    return this.problems;
  }

  checkProperties(values, properties, path) {
    for (const [name, value] of Object.entries(values)) {
      if (properties[name]) {
        this.checkValue(value, properties[name].type, `${path}.${name}`);
      } else {
        this.problems.push(`${path}: there is no property ${name}`);
      }
    }
    for (const [name, property] of Object.entries(properties)) {
      if (property.required && !(name in values)) {
        this.problems.push(`${path}: ${name} is missing`);
      }
    }
  }

  checkValue(value, type, path) {
    if (isIntrinsic(value) || type.type === 'json' || type.type === 'union') {
      return;
    }
    if (type.type === 'ref') {
      this.checkProperties(value, this.db.get('typeDefinition', type.reference.$ref).properties, path);
    } else if (type.type === 'array') {
      if (Array.isArray(value)) {
        value.forEach((element, i) => this.checkValue(element, type.element, `${path}[${i}]`));
      } else {
        this.problems.push(`${path}: is no list`);
      }
    } else if (SCALARS[type.type] && typeof value !== SCALARS[type.type]) {
      this.problems.push(`${path}: is no ${type.type}`);
    }
  }

  checkReferences(value, path) {
    if (value === null || typeof value !== 'object') {
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Ref') {
        this.checkName(inner, path);
      } else if (key === 'Fn::GetAtt') {
        this.checkAttribute(Array.isArray(inner) ? inner : inner.split('.'), path);
      } else if (key === 'Fn::Sub') {
        [...inner.matchAll(/\$\{([^}]+)}/g)].forEach((found) => this.checkName(found[1], path));
      } else if (key === 'Fn::If') {
        if (!(inner[0] in (this.document.Conditions ?? {}))) {
          this.problems.push(`${path}: there is no condition ${inner[0]}`);
        }
      }
      this.checkReferences(inner, `${path}.${key}`);
    }
  }

  checkName(name, path) {
    if (!PSEUDO.test(name) && !(name in this.document.Resources) && !(name in (this.document.Parameters ?? {}))) {
      this.problems.push(`${path}: there is no ${name}`);
    }
  }

  checkAttribute([name, attribute], path) {
    const resource = this.document.Resources[name];
    const [spec] = resource ? this.db.lookup('resource', 'cloudFormationType', 'equals', resource.Type) : [];
    if (!spec || !(attribute in spec.attributes)) {
      this.problems.push(`${path}: there is no ${name}.${attribute}`);
    }
  }
}

module.exports = (text) => {
  const template = new Template(text);
  return { problems: template.check(), documents: [template.document] };
};
