//! Typed values out of data of any shape, in little code.
//!
//! Each derived `Deserialize` is compiled anew for each format that it is read from, with the text of every error that the
//! format can tell. So one type alone, [`Data`], is read from the browser's
//! values, and every other type is read out of it by a deserializer that knows one error, [`Mismatch`], and decides
//! by name only here: a derived type gets its fields in order and its variant by number.
//!
//! It reads what `serde_json` writes of the types in this crate. Not supported, and refused: signed and fractional numbers,
//! maps, `flatten` and `untagged`. `alias` would shift the order of fields and must not be used in a type that is read here.

use std::fmt;
use std::vec;

use serde::de::value::U32Deserializer;
use serde::de::{
    self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};

/// What JSON can say, as far as the types of this crate need it.
#[derive(Debug)]
pub enum Data {
    Null,
    Bool(bool),
    Number(u32),
    Text(String),
    List(Vec<Data>),
    Map(Vec<(String, Data)>),
    /// What no type here has a use for, such as a fraction.
    Other,
}

/// The data is not what the type needs. Nobody reads why: a page whose data cannot be read is loaded as a whole.
#[derive(Debug)]
pub struct Mismatch;

impl Data {
    /// The value that the data stands for. A field that is missing is read as [`Data::Null`]; one too many is ignored.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Mismatch> {
        T::deserialize(self)
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the data does not have the expected shape")
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    // The message stays unformatted, so that no code to format it is in the bundle.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Mismatch
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("data")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(value.try_into().map_or(Data::Other, Data::Number))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(value.try_into().map_or(Data::Other, Data::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Data, E> {
        Ok(Data::Other)
    }

    fn visit_str<E>(self, value: &str) -> Result<Data, E> {
        Ok(Data::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Data, E> {
        Ok(Data::Text(value))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Data, E> {
        Ok(Data::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Data, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Data::Map(map))
    }
}

// What decides is not generic, and not inlined into what is: it is in the bundle once.
impl Data {
    #[inline(never)]
    fn bool(self) -> Result<bool, Mismatch> {
        if let Data::Bool(value) = self { Ok(value) } else { Err(Mismatch) }
    }

    #[inline(never)]
    fn number(self) -> Result<u32, Mismatch> {
        if let Data::Number(value) = self { Ok(value) } else { Err(Mismatch) }
    }

    #[inline(never)]
    fn text(self) -> Result<String, Mismatch> {
        if let Data::Text(text) = self { Ok(text) } else { Err(Mismatch) }
    }

    #[inline(never)]
    fn list(self) -> Result<Items, Mismatch> {
        if let Data::List(list) = self { Ok(Items(list.into_iter())) } else { Err(Mismatch) }
    }

    #[inline(never)]
    fn fields(self, names: &[&str]) -> Result<Items, Mismatch> {
        let Data::Map(mut map) = self else { return Err(Mismatch) };
        let mut values = Vec::new();
        for name in names {
            let index = map.iter().position(|(known, _)| known == name);
            values.push(index.map_or(Data::Null, |index| map.swap_remove(index).1));
        }
        Ok(Items(values.into_iter()))
    }

    /// A variant without data is its name; one with data is a map with its name as the only key.
    #[inline(never)]
    fn variant(self, names: &[&str]) -> Result<Variant, Mismatch> {
        let (name, data) = match self {
            Data::Text(name) => (name, Data::Null),
            Data::Map(mut map) if map.len() == 1 => map.remove(0),
            _ => return Err(Mismatch),
        };
        let number = names.iter().position(|known| **known == name).ok_or(Mismatch)?;
        Ok(Variant { number: number as u32, data })
    }
}

struct Items(vec::IntoIter<Data>);

impl Items {
    #[inline(never)]
    fn take(&mut self) -> Option<Data> {
        self.0.next()
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Mismatch;

    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        self.take().map(|item| seed.deserialize(item)).transpose()
    }
}

struct Variant {
    number: u32,
    data: Data,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Mismatch;
    type Variant = Data;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Data), Mismatch> {
        let number: U32Deserializer<Mismatch> = self.number.into_deserializer();
        Ok((seed.deserialize(number)?, self.data))
    }
}

impl<'de> VariantAccess<'de> for Data {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        if let Data::Null = self { Ok(()) } else { Err(Mismatch) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mismatch> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_seq(self.list()?)
    }

    fn struct_variant<V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_seq(self.fields(names)?)
    }
}

impl<'de> Deserializer<'de> for Data {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_bool(self.bool()?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_u32(self.number()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_u32(self.number()?)
    }

    // `usize` asks for this.
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_u32(self.number()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if let Data::Null = self { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_seq(self.fields(names)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_enum(self.variant(names)?)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u16 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct map identifier
        ignored_any
    }
}
